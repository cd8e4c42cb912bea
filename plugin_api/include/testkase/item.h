/* The records that host and provider exchange: requirements, defects, comments, test cases. */
#ifndef TESTKASE_ITEM_H_
#define TESTKASE_ITEM_H_

#include <testkase/base.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { TK_KIND_REQUIREMENT = 1, TK_KIND_DEFECT = 2, TK_KIND_COMMENT = 3, TK_KIND_TEST_CASE = 4 };

/* Members of tk_item that carry a value. In an item from the host all that the kind has are
   set; in one given to `put`, members without their bit stay as they are in the host. */
enum {
  TK_FIELD_TITLE = 1u << 0,
  TK_FIELD_DESCRIPTION = 1u << 1,
  TK_FIELD_PRIORITY = 1u << 2,
  TK_FIELD_STATUS = 1u << 3,
  TK_FIELD_EXTERNAL = 1u << 4, /* external_id, external_key, external_url */
  TK_FIELD_SYNC = 1u << 5,     /* sync_state, sync_note */
  TK_FIELD_AUTHOR = 1u << 6,
  TK_FIELD_RESULT = 1u << 7
};

/* tk_item.priority. Requirements use the first row, defects the second; 0 is "not set". */
enum { TK_PRIORITY_P0 = 1, TK_PRIORITY_P1 = 2, TK_PRIORITY_P2 = 3, TK_PRIORITY_P3 = 4 };
enum {
  TK_PRIORITY_BLOCKER = 1,
  TK_PRIORITY_CRITICAL = 2,
  TK_PRIORITY_MAJOR = 3,
  TK_PRIORITY_MINOR = 4,
  TK_PRIORITY_TRIVIAL = 5
};

/* tk_item.status. Closed: the fix is delivered; Achieved: a tester has verified it. */
enum { TK_STATUS_ACTIVE = 1, TK_STATUS_DEPRECATED = 2 };
enum {
  TK_STATUS_OPEN = 1,
  TK_STATUS_IN_PROGRESS = 2,
  TK_STATUS_CLOSED = 3,
  TK_STATUS_ACHIEVED = 4
};

/* tk_item.sync_state */
enum {
  TK_SYNC_NONE = 0,    /* never connected to a remote item */
  TK_SYNC_PENDING = 1, /* a write is owed to the remote side */
  TK_SYNC_SYNCED = 2,  /* both sides agreed when last looked at */
  TK_SYNC_FAILED = 3,  /* the last attempt failed; sync_note says why */
  TK_SYNC_GONE = 4     /* the remote item is deleted, moved or not visible; see sync_note */
};

/* tk_item.result, for test cases */
enum { TK_RESULT_NONE = 0, TK_RESULT_PASSED = 1, TK_RESULT_FAILED = 2, TK_RESULT_BLOCKED = 3 };

typedef struct tk_item {
  uint32_t struct_size;
  uint32_t kind;         /* TK_KIND_* */
  uint64_t present;      /* TK_FIELD_* */
  uint64_t revision;     /* grows with each change in the host; see `put` */
  tk_str id;             /* the host's id; never reused */
  tk_str key;            /* what people call it: "DEF-3"; set by the host */
  tk_str url;            /* its page in TestKase, absent where the host serves none */
  tk_str parent_id;      /* comment: the defect it belongs to */
  tk_str test_case_id;   /* defect: the test case that failed, absent for none */
  tk_str cycle;          /* defect: name of the test cycle of that failure, absent for none */
  tk_str title;          /* one line of plain text */
  tk_str description;    /* rich text: sanitised HTML; test case: its steps */
  tk_str external_id;    /* the tracker's permanent id of the paired item */
  tk_str external_key;   /* what the tracker's users call it: "123", "PROJ-7" */
  tk_str external_url;   /* its web page */
  tk_str sync_note;      /* one line for a person */
  tk_str author;         /* display name */
  int64_t created_ms;    /* when it was made, on the side where it was made */
  int64_t updated_ms;    /* the last change by a person */
  int32_t priority;
  int32_t status;
  int32_t sync_state;
  int32_t result;
} tk_item;

/* Receives one borrowed item; a non-zero answer stops the walk. */
typedef int32_t(TK_CALL *tk_item_fn)(void *ctx, const tk_item *item);

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_ITEM_H_ */
