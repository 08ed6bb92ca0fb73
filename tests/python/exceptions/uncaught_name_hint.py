# Did you mean, for a global name.
counter_value = 1
print(counter_valeu)
