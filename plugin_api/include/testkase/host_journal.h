/* Host service: what people changed in the project, in order. */
#ifndef TESTKASE_HOST_JOURNAL_H_
#define TESTKASE_HOST_JOURNAL_H_

#include <testkase/item.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TK_HOST_JOURNAL "testkase.host-journal/1"

enum { TK_CHANGE_CREATED = 1, TK_CHANGE_EDITED = 2, TK_CHANGE_DELETED = 3 };

typedef struct tk_change {
  uint32_t struct_size;
  uint32_t kind;     /* TK_KIND_* of the item */
  uint32_t action;   /* TK_CHANGE_* */
  uint32_t reserved0;
  uint64_t sequence; /* grows; may have gaps */
  uint64_t fields;   /* TK_FIELD_* that changed */
  tk_str item_id;
  tk_str actor;      /* display name of the person */
  int64_t time_ms;
} tk_change;

typedef int32_t(TK_CALL *tk_change_fn)(void *ctx, const tk_change *change);

typedef struct tk_host_journal {
  uint32_t struct_size;
  uint32_t reserved0;

  /* Gives the changes after `since`, oldest first, until `sink` answers non-zero, which is
     TK_OK as well. What this connection wrote itself is left out. `since` 0 starts at the first
     change that the host still keeps; an older one than that is TK_NOT_FOUND, and the
     provider then looks at every item. [in-call] */
  tk_status(TK_CALL *changes)(tk_call call, uint64_t since, tk_change_fn sink, void *ctx);
} tk_host_journal;

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_HOST_JOURNAL_H_ */
