def HELPER():
    return __name__, __package__
