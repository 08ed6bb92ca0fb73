# Exceptions: try blocks that pass, raise and catch at several depths, finally, with, own classes.
class Problem(Exception):
    pass


class SpecialProblem(Problem):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Guard:
    def __init__(self):
        self.entered = self.left = self.held = 0

    def __enter__(self):
        self.entered += 1
        return self

    def __exit__(self, kind, value, traceback):
        self.left += 1
        if kind is SpecialProblem:
            self.held += 1
            return True
        return False


def quiet(rounds):
    total = 0
    for i in range(rounds):
        try:
            total += i
        except ValueError:
            total -= 1
        finally:
            total += 1
    return total


def builtin_errors(rounds):
    seen = [0, 0, 0, 0]
    table = {}
    numbers = [1, 2, 3]
    for i in range(rounds):
        try:
            if i % 4 == 0:
                table[i]
            elif i % 4 == 1:
                numbers[i + 3]
            elif i % 4 == 2:
                i // 0
            else:
                int("x")
        except KeyError:
            seen[0] += 1
        except IndexError:
            seen[1] += 1
        except ZeroDivisionError:
            seen[2] += 1
        except ValueError:
            seen[3] += 1
    return seen


def dig(depth):
    if depth == 0:
        raise SpecialProblem(7)
    try:
        return dig(depth - 1)
    finally:
        depth = -1


def unwind(rounds):
    total = 0
    for i in range(rounds):
        try:
            dig(i % 10)
        except Problem as problem:
            total += problem.code
    return total


def chain(rounds):
    chained = 0
    for i in range(rounds):
        try:
            try:
                raise KeyError(i)
            except KeyError as error:
                raise Problem("outer") from error
        except Problem as problem:
            chained += problem.__cause__.args[0] == i
    return chained


def guarded(rounds):
    guard = Guard()
    for i in range(rounds):
        with guard:
            if i % 3 == 0:
                raise SpecialProblem(i)
    return guard.entered, guard.left, guard.held


def main():
    print("quiet", quiet(600000))
    print("builtin", builtin_errors(120000))
    print("unwind", unwind(25000))
    print("chain", chain(40000))
    print("with", guarded(90000))


main()
