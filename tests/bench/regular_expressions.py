# Regular expressions: matching, searching, groups, alternatives, repetition, splitting and substitution.
import re

LOG = [
    "2024-03-%02d %02d:%02d:%02d %s sensor%d: value=%d.%d unit=%s"
    % (i % 28 + 1, i % 24, i % 60, i * 7 % 60, ("INFO", "WARNING", "ERROR")[i % 3], i % 9, i, i % 10, "CF"[i & 1])
    for i in range(500)
]


def tokens(text):
    pattern = re.compile(r"\s*([A-Za-z_][A-Za-z_0-9]*|[0-9]+|[-+*/()=])")
    found = []
    position = 0
    while position < len(text):
        match = pattern.match(text[position:])
        if not match:
            break
        found.append(match.group(1))
        position += match.end()
    return found


def main():
    line = re.compile(r"(\d+)-(\d+)-(\d+) (\d+):(\d+):(\d+) (INFO|WARNING|ERROR) (\w+): value=([0-9.]+)")
    total = 0
    for _ in range(60):
        for text in LOG:
            match = line.match(text)
            total += int(match.group(3)) + len(match.group(7)) + len(match.group(9))
    print("groups", total)

    found = 0
    error = re.compile("ERROR sensor[0-4]:.*unit=F")
    for _ in range(100):
        for text in LOG:
            if error.search(text):
                found += 1
    print("search", found)

    count = 0
    for _ in range(125):
        count += len(tokens("total = (alpha + beta_2) * 31 - gamma / (delta + 4) + epsilon * 7"))
    print("tokens", count)

    text = " ".join(LOG[:60])
    blanks = re.compile("[ :]+")
    pieces = 0
    for _ in range(125):
        pieces += len(blanks.split(text))
    print("split", pieces)

    digits = re.compile(r"\d+")
    size = 0
    for _ in range(60):
        size += len(digits.sub("#", text))
        size += len(digits.sub(lambda match: "<%s>" % match.group(0), text))
    print("sub", size)

    lazy = re.compile("<(.+?)>(.*)</")
    hits = 0
    for _ in range(15000):
        match = lazy.search("some text <b>bold and <i>slanted</i></b> and more")
        hits += len(match.group(1)) + len(match.group(2))
    print("lazy", hits)


main()
