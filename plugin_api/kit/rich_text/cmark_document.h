// Owns a document that GitHub's own Markdown engine has parsed.
#ifndef TESTKASE_KIT_RICH_TEXT_CMARK_DOCUMENT_H_
#define TESTKASE_KIT_RICH_TEXT_CMARK_DOCUMENT_H_

#include <cmark-gfm.h>

#include <memory>
#include <string>
#include <string_view>

namespace testkase::kit {

struct CmarkNodeDeleter {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using CmarkDocument = std::unique_ptr<cmark_node, CmarkNodeDeleter>;

// `markdown` is normalised text (NormalizeText).
CmarkDocument ParseMarkdown(std::string_view markdown);

// The HTML as the engine writes it, raw HTML included: not sanitised.
std::string RenderUnsafeHtml(std::string_view markdown);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RICH_TEXT_CMARK_DOCUMENT_H_
