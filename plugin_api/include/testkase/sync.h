/* Provider extension: make both sides alike, and tell beforehand what that would write. */
#ifndef TESTKASE_SYNC_H_
#define TESTKASE_SYNC_H_

#include <testkase/provider.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TK_SYNC "testkase.sync/1"

/* tk_sync_options.flags */
enum {
  TK_SYNC_FULL = 1u << 0,   /* compare every pair, not only what changed */
  TK_SYNC_DRY_RUN = 1u << 1 /* write nothing; give each write that would be made to `planned` */
};

typedef struct tk_planned_write {
  uint32_t struct_size;
  int32_t remote;     /* non-zero: on the remote side, else in the project */
  uint32_t kind;      /* TK_KIND_* */
  int32_t create;     /* non-zero: a new item, else a change */
  uint64_t fields;    /* TK_FIELD_* that would change */
  tk_str item_id;     /* absent for an item still to be made */
  tk_str external_key;
  tk_str summary;     /* one line for a person */
} tk_planned_write;

/* Receives one write that a run would make. */
typedef void(TK_CALL *tk_planned_write_fn)(void *ctx, const tk_planned_write *write);
/* Receives how many remote items were left out for one reason ("pull_request"). */
typedef void(TK_CALL *tk_skipped_fn)(void *ctx, tk_str reason, uint64_t count);

typedef struct tk_sync_options {
  uint32_t struct_size;
  uint32_t flags;
  tk_planned_write_fn planned; /* used with TK_SYNC_DRY_RUN, and then required [in-call] */
  tk_skipped_fn skipped;       /* may be NULL; called once for each reason at the end [in-call] */
  void *ctx;                   /* handed to both */
} tk_sync_options;

/* Filled by the provider, also where it fails half-way: what was done up to there. */
typedef struct tk_sync_report {
  uint32_t struct_size;
  uint32_t reserved0;
  uint64_t requests_read;         /* answered with content, or refused */
  uint64_t requests_not_modified; /* answered 304 */
  uint64_t requests_write;
  uint64_t local_created;
  uint64_t local_updated;
  uint64_t remote_created;
  uint64_t remote_updated;
  uint64_t conflicts;
  uint64_t errors; /* items that failed while the rest went on */
} tk_sync_report;

typedef struct tk_sync {
  uint32_t struct_size;
  uint32_t reserved0;

  /* Carries changes both ways until both sides agree. Resumes what an earlier run left, and may
     be repeated at any time. `report` has struct_size set by the host. [work] */
  tk_status(TK_CALL *run)(tk_session *session, tk_call call, const tk_sync_options *options,
                          tk_sync_report *report);
} tk_sync;

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_SYNC_H_ */
