print("one starts")
import _ring.two

VALUE = "one"
print("one ends")
