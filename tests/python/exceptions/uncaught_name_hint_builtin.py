# Did you mean, for a builtin.
pritn("x")
