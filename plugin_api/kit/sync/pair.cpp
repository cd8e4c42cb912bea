#include "kit/sync/pair.h"

#include <boost/json.hpp>

namespace testkase::kit {
namespace {

namespace json = boost::json;

json::array WriteField(const FieldBase& field) { return {field.ours, field.theirs}; }

FieldBase ReadField(const json::object& object, std::string_view name) {
  const json::array& field = object.at(name).as_array();
  return {std::string(field.at(0).as_string()), std::string(field.at(1).as_string())};
}

}  // namespace

std::string SerializePair(const Pair& pair) {
  return json::serialize(json::object{
      {"kind", pair.kind},
      {"item", pair.item_id},
      {"remote", pair.remote_id},
      {"key", pair.remote_key},
      {"url", pair.remote_url},
      {"title", WriteField(pair.base.title)},
      {"description", WriteField(pair.base.description)},
      {"priority", WriteField(pair.base.priority)},
      {"status", WriteField(pair.base.status)},
  });
}

std::optional<Pair> ParsePair(std::string_view text) {
  try {
    const json::value value = json::parse(text);
    const json::object& object = value.as_object();
    return Pair{.kind = object.at("kind").to_number<std::uint32_t>(),
                .item_id = std::string(object.at("item").as_string()),
                .remote_id = std::string(object.at("remote").as_string()),
                .remote_key = std::string(object.at("key").as_string()),
                .remote_url = std::string(object.at("url").as_string()),
                .base = {.title = ReadField(object, "title"),
                         .description = ReadField(object, "description"),
                         .priority = ReadField(object, "priority"),
                         .status = ReadField(object, "status")}};
  } catch (const std::exception&) {
    return std::nullopt;  // not ours: the caller treats the pair as unknown
  }
}

}  // namespace testkase::kit
