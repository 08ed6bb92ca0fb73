# Did you mean, for a module's attribute.
import sys

sys.exitt()
