VALUE = "inner value"
