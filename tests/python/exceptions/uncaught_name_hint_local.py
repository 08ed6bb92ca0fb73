# Did you mean, for a local name.
def f():
    temperature = 20
    return temprature


f()
