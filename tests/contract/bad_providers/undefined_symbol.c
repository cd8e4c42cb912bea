/* Needs a function that no library has. */
int tests_nobody_defines_this(void);
int tests_undefined_symbol(void);
int tests_undefined_symbol(void) { return tests_nobody_defines_this(); }
