# An indentation error.
def f():
    if True:
    print("never")
