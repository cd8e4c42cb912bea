/* Provider extension: try settings out, and fill the lists of the settings form. */
#ifndef TESTKASE_SETTINGS_H_
#define TESTKASE_SETTINGS_H_

#include <testkase/provider.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TK_SETTINGS "testkase.settings/1"

/* One thing that is wrong: which setting (JSON pointer, "/repository_url"; empty for the whole),
   with the words that tk_error uses. */
typedef void(TK_CALL *tk_setting_issue_fn)(void *ctx, tk_str pointer, const tk_error *issue);
/* One thing that was found: a stable key, a label for people, and the value as text. */
typedef void(TK_CALL *tk_setting_fact_fn)(void *ctx, tk_str key, tk_str label, tk_str value);
/* One choice for a setting. */
typedef int32_t(TK_CALL *tk_setting_choice_fn)(void *ctx, tk_str value, tk_str label);

typedef struct tk_settings {
  uint32_t struct_size;
  uint32_t reserved0;

  /* Tries the settings against the remote side without writing there. Reports all that is wrong,
     not only the first, to `issue`, and what it found to `fact`. TK_OK only where there was
     nothing wrong; otherwise the error record repeats the gravest issue. [work] */
  tk_status(TK_CALL *test)(tk_provider *provider, tk_call call, const tk_connection *connection,
                           tk_setting_issue_fn issue, tk_setting_fact_fn fact, void *ctx);

  /* Gives choices for the setting at `pointer` that match what was `typed` so far.
     TK_UNSUPPORTED for a setting without a list. [work] */
  tk_status(TK_CALL *choices)(tk_provider *provider, tk_call call, const tk_connection *connection,
                              tk_str pointer, tk_str typed, tk_setting_choice_fn sink, void *ctx);
} tk_settings;

#ifdef __cplusplus
}
#endif
#endif /* TESTKASE_SETTINGS_H_ */
