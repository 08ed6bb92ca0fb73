# _decimal_format: decimal numbers laid out as a format specification says.
import re
from _decimal_context import getcontext

_SPEC = re.compile(r"(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?\Z", re.S)


def formatted(v, spec):
    found = _SPEC.match(spec)
    if found is None:
        raise ValueError("invalid format string")
    fill, align, plus, _, _, zero, width, group, precision, kind = found.groups()
    if zero and not align:
        fill, align = "0", "="
    fill, align = fill or " ", align or ">"
    sign = "-" if v._sign else plus if plus in ("+", " ") else ""
    body, end = _body(v, None if precision is None else int(precision), kind)
    if v._is_special():
        if fill == "0":
            fill, align = " ", ">"
        group = None
    width = int(width or 0)
    whole, dot, rest = body.partition(".")
    rest = dot + rest + end
    if group or fill == "0" and align == "=" and not v._is_special():
        least = width - len(sign) - len(rest) if fill == "0" and align == "=" else 0
        whole = _grouped(whole, group, least)
    text = whole + rest
    gap = fill * max(0, width - len(sign) - len(text))
    if align == "=":
        return sign + gap + text
    text = sign + text
    if align == "<":
        return text + gap
    if align == "^":
        half = len(gap) // 2
        return gap[:half] + text + gap[half:]
    return gap + text


def _body(v, precision, kind):
    # Digits without sign, and what stands behind them.
    if v._is_special():
        return str(v.copy_abs()), "%" if kind == "%" else ""
    if kind == "%":
        v = v._times_ten(2)
    rounding = getcontext().rounding
    if precision is not None:
        if kind in ("f", "F", "%"):
            v = v._rescale(-precision, rounding)
        elif kind in ("e", "E"):
            v = v._rounded(precision + 1, rounding)
        else:
            v = v._rounded(max(precision, 1), rounding)
    elif kind in ("f", "F", "%") and v._exp > 0:
        v = v._rescale(0, rounding)
    digits = str(v._n)
    point = v._exp + len(digits)
    if kind in ("e", "E"):
        if not v._n and precision is not None:
            point += precision
        digits += "0" * ((precision or 0) + 1 - len(digits))
        place = 1
    elif kind in ("f", "F", "%"):
        place = point
    elif v._exp <= 0 and point > -6:
        place = point
    else:
        place = 1
    if place <= 0:
        text = "0." + "0" * -place + digits
    else:
        digits += "0" * (place - len(digits))
        text = digits[:place] + ("." + digits[place:] if digits[place:] else "")
    end = "%" if kind == "%" else ""
    if kind in ("e", "E") or point != place:
        end = "%s%+d" % ("e" if kind in ("e", "g", "n") else "E", point - place)
    return text, end


def _grouped(digits, separator, least):
    # With a separator every three digits, and zeros up to a width.
    if not separator:
        return digits.rjust(least, "0")
    parts = []
    while digits or least > 0:
        part = digits[-3:]
        digits = digits[:-3]
        if not digits:
            part = part.rjust(min(3, max(least, len(part), 1)), "0")
        least -= len(part) + 1
        parts.append(part)
        if not digits and least <= 0:
            break
    return separator.join(reversed(parts))
