/* Host service: small values of the provider's own, private to the connection, and `commit`. */
#ifndef TESTKASE_HOST_STORE_H_
#define TESTKASE_HOST_STORE_H_

#include <testkase/base.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TK_HOST_STORE "testkase.host-store/1"

typedef int32_t(TK_CALL *tk_entry_fn)(void *ctx, tk_str key, tk_bytes value);

/* Values outlive a disconnect: after a reconnect of the same project they are there again.
   Reads see this call's own uncommitted writes. */
typedef struct tk_host_store {
  uint32_t struct_size;
  uint32_t max_key;    /* bytes in a key */
  uint64_t max_value;  /* bytes in a value; more is TK_LIMIT */

  /* Gives the value to `sink` once; TK_NOT_FOUND where there is none. [in-call] */
  tk_status(TK_CALL *get)(tk_call call, tk_str key, tk_bytes_fn sink, void *ctx);

  /* Gives entries whose key begins with `prefix` and is greater than `after` (absent: all), in
     bytewise order of the keys, until `sink` answers non-zero, which is TK_OK as well.
     [in-call] */
  tk_status(TK_CALL *list)(tk_call call, tk_str prefix, tk_str after, tk_entry_fn sink, void *ctx);

  /* Writes a value, or removes it where {NULL, 0} is given; removing what is absent is TK_OK.
     [in-call] */
  tk_status(TK_CALL *put)(tk_call call, tk_str key, tk_bytes value);

  /* As `put`, where the present value equals `expected` ({NULL, 0}: none); else TK_CONFLICT and
     nothing is written. [in-call] */
  tk_status(TK_CALL *swap)(tk_call call, tk_str key, tk_bytes expected, tk_bytes value);

  /* Makes all that this call wrote since its last commit durable together: items, store and
     activity. After a failure none of it is. What is not committed when the call returns is
     dropped. The first write after a commit may lock out other writers of the project, so a
     provider neither waits nor talks to the network between a write and its commit. [in-call] */
  tk_status(TK_CALL *commit)(tk_call call);
} tk_host_store;

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_HOST_STORE_H_ */
