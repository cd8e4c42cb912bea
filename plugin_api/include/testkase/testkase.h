/* The whole ABI of TestKase integration providers. Start reading at base.h and provider.h. */
#ifndef TESTKASE_TESTKASE_H_
#define TESTKASE_TESTKASE_H_

#include <testkase/base.h>
#include <testkase/host_activity.h>
#include <testkase/host_core.h>
#include <testkase/host_items.h>
#include <testkase/host_journal.h>
#include <testkase/host_secrets.h>
#include <testkase/host_store.h>
#include <testkase/item.h>
#include <testkase/provider.h>
#include <testkase/push.h>
#include <testkase/settings.h>
#include <testkase/sync.h>

#endif /* TESTKASE_TESTKASE_H_ */
