/* Provider extension: the user's click, which makes a remote item of one defect. */
#ifndef TESTKASE_PUSH_H_
#define TESTKASE_PUSH_H_

#include <testkase/provider.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TK_PUSH "testkase.push/1"

typedef struct tk_push {
  uint32_t struct_size;
  uint32_t reserved0;

  /* Creates the remote item of a defect, exactly once however often it is interrupted and called
     again, and writes number, link and sync state into the defect. TK_INVALID_STATE where it has
     one already, and then nothing is written on either side. [work] */
  tk_status(TK_CALL *create)(tk_session *session, tk_call call, tk_str defect_id);
} tk_push;

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_PUSH_H_ */
