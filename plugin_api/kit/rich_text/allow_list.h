// What rich text may hold. Everything that is not named here is dropped or gives way to its
// content.
#ifndef TESTKASE_KIT_RICH_TEXT_ALLOW_LIST_H_
#define TESTKASE_KIT_RICH_TEXT_ALLOW_LIST_H_

#include <optional>
#include <string>
#include <string_view>

namespace testkase::kit {

enum class ElementRule {
  kKeep,
  kUnwrap,         // content stays
  kUnwrapAsBlock,  // content stays, on lines of its own
  kDrop,           // content goes too
};

// `name` is the element's name in lower case; an alias is replaced by the name to write.
ElementRule RuleForElement(std::string& name);

// The value to write, or nothing where this attribute may not stand on this element.
std::optional<std::string> AllowedAttribute(std::string_view element, std::string_view attribute,
                                            std::string_view value);

// The URL with characters outside RFC 3986 percent-encoded, or nothing unless it is relative or its
// scheme is http, https or mailto. White space and control characters, which browsers ignore, are
// removed before the scheme is read.
std::optional<std::string> AllowedUrl(std::string_view url);

}  // namespace testkase::kit

#endif  // TESTKASE_KIT_RICH_TEXT_ALLOW_LIST_H_
