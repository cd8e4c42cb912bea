/* Host service: the record, for people, of what a connection did, skipped and could not do. */
#ifndef TESTKASE_HOST_ACTIVITY_H_
#define TESTKASE_HOST_ACTIVITY_H_

#include <testkase/base.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TK_HOST_ACTIVITY "testkase.host-activity/1"

enum {
  TK_ACTIVITY_LOCAL_WRITE = 1,  /* an item of the project was created or changed */
  TK_ACTIVITY_REMOTE_WRITE = 2, /* the same on the remote side */
  TK_ACTIVITY_CONFLICT = 3,     /* both sides had changed; `before` is the value that lost */
  TK_ACTIVITY_SKIPPED = 4,
  TK_ACTIVITY_FAILED = 5,
  TK_ACTIVITY_NOTICE = 6        /* about the connection: a rename followed, a token that expires */
};

typedef struct tk_activity {
  uint32_t struct_size;
  uint32_t action;   /* TK_ACTIVITY_* */
  uint64_t field;    /* the one TK_FIELD_* it is about, 0 for the whole item */
  tk_str item_id;    /* absent where it is not about one item */
  tk_str external_key;
  tk_str summary;    /* one line for a person */
  tk_str before;     /* the value that was replaced, absent where there was none */
  tk_str after;
} tk_activity;

typedef struct tk_host_activity {
  uint32_t struct_size;
  uint32_t reserved0;

  /* Adds one entry, timed by the host, durable with the next `commit`. [in-call] */
  tk_status(TK_CALL *record)(tk_call call, const tk_activity *activity);
} tk_host_activity;

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_HOST_ACTIVITY_H_ */
