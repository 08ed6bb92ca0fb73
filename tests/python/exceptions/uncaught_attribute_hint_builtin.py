# Did you mean, for a method of a builtin type.
[1, 2].apend(3)
