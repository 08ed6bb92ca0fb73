# SystemExit without a value is success.
def stop():
    raise SystemExit


print("before")
stop()
print("never")
