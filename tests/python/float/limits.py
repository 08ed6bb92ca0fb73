# skip: stuffed
# The figures need the 53 bits of a double.
# sys.float_info, and ints of more digits than CPython turns into text unasked.
import sys

print(sys.float_info)
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info[3], sys.float_info.dig)
print(1.0 + sys.float_info.epsilon > 1.0, 1.0 + sys.float_info.epsilon / 2 == 1.0)
sys.set_int_max_str_digits(0)
print(len(str(7**10000)), sys.get_int_max_str_digits())
sys.set_int_max_str_digits(640)
for wrong in 1, -1:
    try:
        sys.set_int_max_str_digits(wrong)
    except ValueError as e:
        print(e)
