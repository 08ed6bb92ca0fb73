# _lines: the lines of standard input as a generator; a program can be left while it waits in one.
def lines(stream):
    while line := stream.readline():
        yield line
