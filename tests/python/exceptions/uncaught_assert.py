# assert with and without message.
def check(v):
    assert v > 0, f"{v} is not positive"


check(1)
check(-1)
