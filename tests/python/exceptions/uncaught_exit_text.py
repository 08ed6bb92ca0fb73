# SystemExit with a text writes it to stderr and ends with 1.
print("before")
raise SystemExit("the reason")
