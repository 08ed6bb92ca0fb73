match a:
    case 1 | -1.5 | 1 + 2j | -1 - 2j: pass
    case "a" "b" | b"c": pass
    case None | True | False: pass
    case x: pass
    case _: pass
    case a.b.c: pass
    case (a): pass
    case (): pass
    case (a,): pass
    case [a, *b, c]: pass
    case a, *_: pass
    case *a,: pass
    case {}: pass
    case {"a": 1, b.c: d, -1: e, **rest}: pass
    case A(): pass
    case a.B(1, x, y=2, z=C(),): pass
    case (1 | 2) as x if x > 1: pass
    case [[[1]]]: pass
match a, *b:
    case x: pass
match (a):
    case x: pass
match -a:
    case x: pass
match [a]:
    case x: pass
match not a:
    case x: pass
match(a)
match[a] = b
match * a
match - a
match: int = 1
match.a
match = 1
