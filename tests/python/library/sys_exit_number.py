# The status is the number given.
print("leaving")
raise SystemExit(7)
