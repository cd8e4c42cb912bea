/* TestKase integration providers: words that every other header of this ABI uses.
   C11, freestanding headers only, usable from C++11 on, 64-bit targets.

   Conventions, which hold for every function unless it says otherwise:
   1. Versions. The major is part of the entry symbol's name (provider.h), so another major is
      another symbol. Within a major everything is additive: members are appended, constants
      are added, a group whose contract changes gets a new extension id. Nothing is reordered,
      resized, renamed or given another meaning.
   2. Structs. Each struct that crosses, values like tk_str apart, starts with `struct_size`,
      set by whoever fills it. A reader takes members beyond it as zero, and zero always means
      "as before this member existed". A longer struct is accepted and its tail ignored.
   3. Memory. Every pointer passed either way is borrowed until that call returns. Nobody frees
      the other side's memory. Answers go to a sink that the caller gave. Descriptors and tables
      are constant until the process ends.
   4. Text is UTF-8 with a length and no terminator. {NULL, 0} is "absent", {"", 0} is "empty".
      The receiver validates it; the host refuses invalid UTF-8 with TK_INVALID_ARGUMENT.
   5. Threads. Each function pointer carries one of these words:
        [load]     the loader's thread, while no other call into this provider runs
        [work]     a host worker thread; may block; at most one at a time for each session
        [control]  any thread, also while a [work] call runs; must return within 50 ms
        [in-call]  any thread of the provider, from the start of a [load] or [work] call that was
                   handed a tk_call until that call returns
      A provider may start threads inside a [work] call, and joins them before it returns.
   6. Re-entrancy. Host functions do not call the provider, except for the sink they were given.
      A sink calls neither the host nor the provider.
   7. Errors. Each fallible function returns tk_status. Before a provider's function returns
      anything but TK_OK, it calls set_error of host_core.h once.
   8. Exceptions never cross, in either direction. Both sides catch everything at each crossing.
   9. Time is int64_t milliseconds since 1970-01-01 UTC, read from the host's clock; 0 is unknown.
      A provider never sleeps or waits for time but through `wait` of host_core.h.
  10. Libraries are never unloaded. No atexit, signal handlers, setlocale, setenv or chdir. */
#ifndef TESTKASE_BASE_H_
#define TESTKASE_BASE_H_

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define TK_CALL __cdecl
#define TK_EXPORT __declspec(dllexport)
#else
#define TK_CALL
#define TK_EXPORT __attribute__((visibility("default")))
#endif

#define TK_ABI_MAJOR 1
#ifndef TK_ABI_MINOR
#define TK_ABI_MINOR 0
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tk_str {
  const char *ptr;
  size_t len;
} tk_str;

typedef struct tk_bytes {
  const uint8_t *ptr;
  size_t len;
} tk_bytes;

/* Host handles. The number carries a generation, so a stale one is refused and not followed. */
typedef struct tk_host {
  uint64_t id;
} tk_host;

/* Lives from the start to the end of the provider call that it was handed to. */
typedef struct tk_call {
  uint64_t id;
} tk_call;

/* A status says what the host does next. Values are frozen; a reader takes one that it does not
   know as TK_INTERNAL. */
typedef int32_t tk_status;
enum {
  TK_OK = 0,
  TK_CANCELLED = 1,        /* stop quietly: the host asked for it */
  TK_INVALID_ARGUMENT = 2, /* show: the input is wrong, the same call will fail again */
  TK_INVALID_STATE = 3,    /* show: legal input at the wrong moment (pushed already) */
  TK_UNSUPPORTED = 4,      /* hide the feature: the other side cannot do it */
  TK_NOT_FOUND = 5,        /* show: the named thing is absent or not visible */
  TK_CONFLICT = 6,         /* read again, then decide: the thing moved meanwhile */
  TK_UNAUTHENTICATED = 7,  /* stop the connection until the user gives another credential */
  TK_FORBIDDEN = 8,        /* show: the credential lacks a permission */
  TK_RATE_LIMITED = 9,     /* try again after retry_after_ms */
  TK_UNAVAILABLE = 10,     /* try again with back-off: network or remote trouble */
  TK_TIMEOUT = 11,         /* the deadline passed; the outcome may be unknown */
  TK_PROTOCOL = 12,        /* show and report: the remote answered what nobody understands */
  TK_LIMIT = 13,           /* show: a size or count is over a limit that either side states */
  TK_INTERNAL = 14         /* report: a defect of the callee */
};

typedef struct tk_error {
  uint32_t struct_size;
  int32_t http_status;     /* 0: none */
  uint64_t retry_after_ms; /* 0: unknown */
  tk_str code;             /* stable machine word: "authentication_failed" */
  tk_str message;          /* one line for a person: what happened, naming the input */
  tk_str remedy;           /* one line for a person: what to do about it */
  tk_str detail;           /* for the log; like the others it holds no secret */
} tk_error;

/* Receives borrowed bytes; a non-zero answer stops the walk that calls it. */
typedef int32_t(TK_CALL *tk_bytes_fn)(void *ctx, tk_bytes value);

/* True where a table from the other side is long enough to hold the member, and sets it. */
#define TK_HAS(type, table, member)                                           \
  ((table) != NULL &&                                                         \
   (table)->struct_size >= offsetof(type, member) + sizeof((table)->member) && \
   (table)->member != NULL)

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_BASE_H_ */
