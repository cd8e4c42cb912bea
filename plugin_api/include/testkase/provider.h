/* What a provider is: its descriptor, its life cycle and the one symbol that it exports. */
#ifndef TESTKASE_PROVIDER_H_
#define TESTKASE_PROVIDER_H_

#include <testkase/host_core.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Objects of the provider, opaque to the host. */
typedef struct tk_provider tk_provider;
typedef struct tk_session tk_session;

typedef struct tk_descriptor {
  uint32_t struct_size;
  uint32_t reserved0;
  tk_str id;                   /* these four equal the manifest's, or the load is refused */
  tk_str name;
  tk_str vendor;
  tk_str version;
  tk_str settings_schema_json; /* equals the manifest's schema file byte for byte */
} tk_descriptor;

/* A connection of one project to one remote place. */
typedef struct tk_connection {
  uint32_t struct_size;
  uint32_t reserved0;
  tk_str id;            /* absent while the user tries settings out */
  tk_str project_name;
  tk_str settings_json; /* one object, valid against the schema; secrets by name */
} tk_connection;

typedef struct tk_provider_table {
  uint32_t struct_size;
  uint32_t abi_minor; /* the minor that this library was built against */

  /* Calls no host function and takes no time: it is called before `create`. [load] */
  const tk_descriptor *(TK_CALL *describe)(void);

  /* Makes a provider; `core` stays valid until the process ends. `*out` is NULL on failure.
     Only get_extension and log of `core` may be called inside. [load] */
  tk_status(TK_CALL *create)(tk_host host, const tk_host_core *core, tk_provider **out);

  /* Frees the provider, after all its sessions; no host call inside. [load] */
  void(TK_CALL *destroy)(tk_provider *provider);

  /* The table of a provider extension by its id, or NULL. The same pointer each time. [control] */
  const void *(TK_CALL *get_extension)(tk_provider *provider, const char *id);

  /* Opens a session on a connection, without any network traffic. `*out` is NULL on failure.
     [work] */
  tk_status(TK_CALL *open)(tk_provider *provider, tk_call call, const tk_connection *connection,
                           tk_session **out);

  /* Frees a session; no call on it runs. Makes no host call. [work] */
  void(TK_CALL *close)(tk_session *session);

  /* Wakes the session's blocked [work] call, so that it sees its cancel flag at once. [control] */
  void(TK_CALL *interrupt)(tk_session *session);
} tk_provider_table;

/* The one exported symbol of a provider. Returns its table, constant until the process ends, or
   NULL where a host of `host_minor` is older than the provider can run on. [load] */
TK_EXPORT const tk_provider_table *TK_CALL tk_provider_entry_1(uint32_t host_minor);

typedef const tk_provider_table *(TK_CALL *tk_provider_entry_fn)(uint32_t host_minor);
#define TK_PROVIDER_ENTRY_SYMBOL "tk_provider_entry_1"

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_PROVIDER_H_ */
