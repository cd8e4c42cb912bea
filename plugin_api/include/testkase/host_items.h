/* Host service: read and write the project's items. */
#ifndef TESTKASE_HOST_ITEMS_H_
#define TESTKASE_HOST_ITEMS_H_

#include <testkase/item.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TK_HOST_ITEMS "testkase.host-items/1"

typedef struct tk_item_filter {
  uint32_t struct_size;
  uint32_t kind;     /* TK_KIND_*, required */
  tk_str parent_id;  /* comments of this defect; absent: any */
  tk_str after_id;   /* only items behind this one in the order of the walk; absent: all */
} tk_item_filter;

/* Answer for one item of a `put`. `id` and `revision` are set where status is TK_OK. */
typedef void(TK_CALL *tk_put_fn)(void *ctx, uint32_t index, tk_status status, tk_str id,
                                 uint64_t revision);

typedef struct tk_host_items {
  uint32_t struct_size;
  uint32_t max_batch; /* items in one `put` */

  /* Gives the item to `sink` once. TK_NOT_FOUND where the project has no such item.
     Sees this call's own uncommitted writes. [in-call] */
  tk_status(TK_CALL *get)(tk_call call, tk_str id, tk_item_fn sink, void *ctx);

  /* Gives the items that match, in the order in which they were made, until `sink` answers
     non-zero, which is TK_OK as well. Sees this call's own uncommitted writes. [in-call] */
  tk_status(TK_CALL *query)(tk_call call, const tk_item_filter *filter, tk_item_fn sink, void *ctx);

  /* Writes items, durable with the next `commit` of host_store.h. An absent id and revision 0
     create one. Otherwise `revision` must be the item's present one, or that item gets
     TK_CONFLICT and stays as it is. Each item has its own answer, given to `sink` in order;
     the call's own status is for the batch as a whole: TK_LIMIT above max_batch, and then
     nothing is written. The host sanitises rich text and may refuse a field of an item that its
     own rules protect with TK_INVALID_ARGUMENT. [in-call] */
  tk_status(TK_CALL *put)(tk_call call, const tk_item *const *items, uint32_t count, tk_put_fn sink,
                          void *ctx);
} tk_host_items;

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_HOST_ITEMS_H_ */
