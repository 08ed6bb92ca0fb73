# A syntax error stops the file before it runs.
print("never printed")
x = (1 +
y = 2
