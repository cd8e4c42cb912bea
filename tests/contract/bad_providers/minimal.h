/* A whole provider that does nothing, in C. Each file here includes it and spoils one thing. */
#ifndef TESTS_CONTRACT_BAD_PROVIDERS_MINIMAL_H_
#define TESTS_CONTRACT_BAD_PROVIDERS_MINIMAL_H_

#include <stdlib.h>
#include <string.h>
#include <testkase/testkase.h>

#ifndef PROVIDER_ID
#define PROVIDER_ID "minimal"
#endif
#ifndef PROVIDER_VERSION
#define PROVIDER_VERSION "1.0"
#endif
#ifndef PROVIDER_SCHEMA
#define PROVIDER_SCHEMA "{\"type\":\"object\"}"
#endif

#define TEXT(literal) \
  { (literal), sizeof(literal) - 1 }

struct tk_provider {
  tk_host host;
  const tk_host_core *core;
};

struct tk_session {
  tk_provider *provider;
  int fails_oddly;
};

static const tk_descriptor kDescriptor = {sizeof(tk_descriptor), 0,
                                          TEXT(PROVIDER_ID),     TEXT("Minimal"),
                                          TEXT("Tests"),         TEXT(PROVIDER_VERSION),
                                          TEXT(PROVIDER_SCHEMA)};

static const tk_descriptor *TK_CALL Describe(void) { return &kDescriptor; }

static tk_status TK_CALL Create(tk_host host, const tk_host_core *core, tk_provider **out) {
  *out = malloc(sizeof **out);
  if (*out == NULL) return TK_LIMIT;
  (*out)->host = host;
  (*out)->core = core;
  return TK_OK;
}

static void TK_CALL Destroy(tk_provider *provider) { free(provider); }

/* Settings that hold the word "odd" make each call of the session answer an unknown status. */
static tk_status TK_CALL Open(tk_provider *provider, tk_call call, const tk_connection *connection,
                              tk_session **out) {
  (void)call;
  *out = malloc(sizeof **out);
  if (*out == NULL) return TK_LIMIT;
  (*out)->provider = provider;
  (*out)->fails_oddly =
      connection->settings_json.len >= 3 && memcmp(connection->settings_json.ptr, "odd", 3) == 0;
  return TK_OK;
}

static void TK_CALL Close(tk_session *session) { free(session); }

static void TK_CALL Interrupt(tk_session *session) { (void)session; }

static tk_status TK_CALL Run(tk_session *session, tk_call call, const tk_sync_options *options,
                             tk_sync_report *report) {
  static const tk_str kReason = TEXT("pull_request");
  (void)call;
  if (session->fails_oddly) return 99;
  report->local_created = 3;
  if (TK_HAS(tk_sync_options, options, skipped)) options->skipped(options->ctx, kReason, 2);
  return TK_OK;
}

static const tk_sync kSync = {sizeof(tk_sync), 0, &Run};

static const void *TK_CALL GetExtension(tk_provider *provider, const char *id) {
  (void)provider;
  return strcmp(id, TK_SYNC) == 0 ? &kSync : NULL;
}

static const tk_provider_table kTable = {sizeof(tk_provider_table),
                                         TK_ABI_MINOR,
                                         &Describe,
                                         &Create,
                                         &Destroy,
                                         &GetExtension,
                                         &Open,
                                         &Close,
                                         &Interrupt};

#endif
