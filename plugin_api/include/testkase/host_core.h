/* Host service that every host has: clock, cancel, wait, progress, errors, log. */
#ifndef TESTKASE_HOST_CORE_H_
#define TESTKASE_HOST_CORE_H_

#include <testkase/base.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { TK_LOG_DEBUG = 0, TK_LOG_INFO = 1, TK_LOG_WARNING = 2, TK_LOG_ERROR = 3 };

typedef struct tk_host_core {
  uint32_t struct_size;
  uint32_t abi_minor; /* the host's */

  /* The table of a host service by its id, or NULL where this host lacks it. The same pointer
     each time, constant until the process ends. [control] */
  const void *(TK_CALL *get_extension)(tk_host host, const char *id);

  /* The host's clock. A test may run it faster or stop it, so no other clock is compared with
     it. [in-call] */
  int64_t(TK_CALL *now_ms)(tk_call call);

  /* Non-zero once the host wants this call to end; it then returns TK_CANCELLED within 2 s.
     [in-call] */
  int32_t(TK_CALL *is_cancelled)(tk_call call);

  /* Milliseconds to this call's deadline, 0 when it has passed, INT64_MAX without one; meant
     for socket time-outs. [in-call] */
  int64_t(TK_CALL *remaining_ms)(tk_call call);

  /* Returns TK_OK after `ms`, earlier with TK_CANCELLED or TK_TIMEOUT when the call is cancelled
     or its deadline passes. `reason` is one line for a person ("GitHub's rate limit until
     14:32"), may be absent, and is shown while the wait lasts. [in-call] */
  tk_status(TK_CALL *wait)(tk_call call, uint64_t ms, tk_str reason);

  /* Says how far a long call is: `done` of `total` (0: unknown), never falling within one
     phase, whose name is `phase` ("importing issues"). The host throttles. [in-call] */
  void(TK_CALL *progress)(tk_call call, uint64_t done, uint64_t total, tk_str phase);

  /* Sets the error record of this call, copying it; the last one set counts. [in-call] */
  void(TK_CALL *set_error)(tk_call call, const tk_error *error);

  /* Writes one line to the host's log, which adds time and provider. `call` is {0} outside of
     calls. The host removes secrets that it lent. [control] */
  void(TK_CALL *log)(tk_host host, tk_call call, int32_t level, tk_str line);
} tk_host_core;

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_HOST_CORE_H_ */
