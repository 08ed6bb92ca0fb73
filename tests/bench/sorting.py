# Sorting: the builtin one on several kinds of data, with keys; quicksort, merge sort and heap in Python.
def random_numbers(count, seed):
    state = seed
    numbers = []
    for _ in range(count):
        state = (state * 69069 + 1) & 0xFFFFFFFF
        numbers.append(state >> 10)
    return numbers


def quicksort(values, low, high):
    while low < high:
        pivot = values[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i += 1
                j -= 1
        if j - low < high - i:
            quicksort(values, low, j)
            low = i
        else:
            quicksort(values, i, high)
            high = j


def merge_sort(values):
    if len(values) < 2:
        return values
    middle = len(values) // 2
    left = merge_sort(values[:middle])
    right = merge_sort(values[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


def heap_sort(values):
    heap = []
    for value in values:
        heap.append(value)
        child = len(heap) - 1
        while child and heap[(child - 1) >> 1] > heap[child]:
            parent = (child - 1) >> 1
            heap[parent], heap[child] = heap[child], heap[parent]
            child = parent
    ordered = []
    while heap:
        ordered.append(heap[0])
        last = heap.pop()
        if not heap:
            break
        parent = 0
        size = len(heap)
        while True:
            child = 2 * parent + 1
            if child >= size:
                break
            if child + 1 < size and heap[child + 1] < heap[child]:
                child += 1
            if heap[child] >= last:
                break
            heap[parent] = heap[child]
            parent = child
        heap[parent] = last
    return ordered


def main():
    numbers = random_numbers(20000, 3)
    expected = sorted(numbers)
    copy = numbers[:]
    quicksort(copy, 0, len(copy) - 1)
    print("quicksort", copy == expected)
    print("merge sort", merge_sort(numbers) == expected)
    print("heap sort", heap_sort(numbers[:6000]) == sorted(numbers[:6000]))
    total = 0
    for seed in range(24):
        values = random_numbers(6000, seed)
        values.sort()
        total += values[100]
        values.sort(reverse=True)
        total += values[100]
        total += sorted(values, key=lambda value: value & 0xFFF)[50]
    print("numbers", total)
    words = ["w%05d" % (value % 100000) for value in numbers]
    words.sort()
    print("words", words[0], words[-1], sorted(words, key=len)[0])
    pairs = sorted([(value % 50, value) for value in numbers])
    print("pairs", pairs[0], pairs[-1])
    floats = sorted([value / 7 for value in numbers], key=lambda x: -x)
    print("floats %.3f" % floats[7])
    print("extremes", min(numbers), max(numbers), max(words, key=lambda word: word[3:]))


main()
