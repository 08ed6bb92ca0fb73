# All prime numbers below a hundred.
def is_prime(number):
    for divisor in range(2, number):
        if divisor * divisor > number:
            break
        if number % divisor == 0:
            return False
    return number > 1

print([number for number in range(100) if is_prime(number)])
