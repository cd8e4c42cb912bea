/* Host service: secrets, lent for the length of one function. */
#ifndef TESTKASE_HOST_SECRETS_H_
#define TESTKASE_HOST_SECRETS_H_

#include <testkase/base.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TK_HOST_SECRETS "testkase.host-secrets/1"

/* Name of a key of 32 random bytes that the host makes for each connection and keeps across
   disconnect and reconnect; a provider signs with it what it leaves on the remote side. */
#define TK_SECRET_SIGNING_KEY "testkase.signing-key"

typedef struct tk_host_secrets {
  uint32_t struct_size;
  uint32_t reserved0;

  /* Calls `use` once with the secret of that name, and wipes the lent copy when it returns.
     A setting that its schema marks as secret holds such a name. `use` may copy the bytes only
     into memory that it wipes itself. TK_NOT_FOUND for an unknown name; else TK_OK, whatever
     `use` answers. [in-call] */
  tk_status(TK_CALL *with)(tk_call call, tk_str name, tk_bytes_fn use, void *ctx);
} tk_host_secrets;

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_HOST_SECRETS_H_ */
