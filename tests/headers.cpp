// Nothing: it carries the headers that are compiled once for all tests.
