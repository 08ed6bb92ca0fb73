# textwrap: paragraphs of a given width.
__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_SPACE = "\t\n\x0b\x0c\r "


def _word_parts(word):
    # Splits after hyphens that stand between letters, and around dashes.
    parts = []
    start = i = 0
    n = len(word)
    while i < n:
        if word[i] == "-":
            end = i
            while end < n and word[end] == "-":
                end += 1
            if end - i >= 2 and i > start and end < n:
                parts.append(word[start:i])
                parts.append(word[i:end])
                start = end
            elif end - i == 1 and i - start >= 2 and n - end >= 2 and word[i - 1].isalpha() and word[i - 2].isalpha() and word[end].isalpha() and (word[end + 1].isalpha() or word[end + 1] == "-"):
                parts.append(word[start:end])
                start = end
            i = end
        else:
            i += 1
    if start < n:
        parts.append(word[start:])
    return parts


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace = expand_tabs, replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words, self.drop_whitespace = break_long_words, drop_whitespace
        self.break_on_hyphens, self.tabsize = break_on_hyphens, tabsize
        self.max_lines, self.placeholder = max_lines, placeholder

    def _split(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for c in _SPACE:
                text = text.replace(c, " ")
        chunks = []
        i, n = 0, len(text)
        while i < n:
            end = i
            space = text[i] in _SPACE
            while end < n and (text[end] in _SPACE) == space:
                end += 1
            piece = text[i:end]
            if space or not self.break_on_hyphens:
                chunks.append(piece)
            else:
                chunks += _word_parts(piece)
            i = end
        if self.fix_sentence_endings:
            for i in range(len(chunks) - 1):
                word = chunks[i].rstrip("\"')")
                if chunks[i + 1] == " " and len(word) > 1 and word[-1] in ".!?" and word[-2].islower():
                    chunks[i + 1] = "  "
        return chunks

    def _break_word(self, chunks, current, length, width):
        room = 1 if width < 1 else width - length
        if self.break_long_words:
            word = chunks[-1]
            end = room
            if self.break_on_hyphens and len(word) > room:
                hyphen = word.rfind("-", 0, room)
                if hyphen > 0 and any(c != "-" for c in word[:hyphen]):
                    end = hyphen + 1
            current.append(word[:end])
            chunks[-1] = word[end:]
        elif not current:
            current.append(chunks.pop())

    def _wrap(self, chunks):
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        lines = []
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks.reverse()
        while chunks:
            current, length = [], 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and not chunks[-1].strip() and lines:
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                current.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._break_word(chunks, current, length, width)
                length = sum([len(c) for c in current])
            if self.drop_whitespace and current and not current[-1].strip():
                length -= len(current.pop())
            if not current:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
                    and length <= width):
                lines.append(indent + "".join(current))
                continue
            while current:
                if current[-1].strip() and length + len(self.placeholder) <= width:
                    current.append(self.placeholder)
                    lines.append(indent + "".join(current))
                    break
                length -= len(current.pop())
            else:
                if lines:
                    last = lines[-1].rstrip()
                    if len(last) + len(self.placeholder) <= self.width:
                        lines[-1] = last + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def wrap(self, text):
        return self._wrap(self._split(text))

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **options):
    return TextWrapper(width=width, **options).wrap(text)


def fill(text, width=70, **options):
    return TextWrapper(width=width, **options).fill(text)


def shorten(text, width, **options):
    return TextWrapper(width=width, max_lines=1, **options).fill(" ".join(text.strip().split()))


def dedent(text):
    lines = [line if line.strip(" \t") else "" for line in text.split("\n")]
    margin = None
    for line in lines:
        if not line:
            continue
        lead = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = lead
        else:
            same = 0
            while same < len(margin) and same < len(lead) and margin[same] == lead[same]:
                same += 1
            margin = margin[:same]
    cut = len(margin or "")
    return "\n".join([line[cut:] for line in lines])


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return "".join([prefix + line if predicate(line) else line for line in text.splitlines(True)])
