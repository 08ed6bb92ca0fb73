# SystemExit that nobody catches: its text goes to stderr, the status is 1.
import sys
def leave():
    try:
        sys.exit("leaving with a text")
    finally:
        print("finally still runs")
print("start")
leave()
print("never")
