__all__ = "ab"
a, b = 1, 2
