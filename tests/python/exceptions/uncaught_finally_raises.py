# Error in finally while another is under way; generator and comprehension frames.
def gen():
    try:
        yield 1
        list(x for x in [1] if x.nothing)
    finally:
        raise OSError("in finally")


for x in gen():
    print(x)
