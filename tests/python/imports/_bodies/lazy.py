print("lazy")
TEXT = "lazy value"
