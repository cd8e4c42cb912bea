/* A shared library that is no provider. */
int tests_no_entry_symbol(void);
int tests_no_entry_symbol(void) { return 0; }
