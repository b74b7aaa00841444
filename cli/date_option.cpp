#include "cli/date_option.hpp"

#include "sim/base/problem.hpp"
#include "sim/scenario/dates.hpp"

namespace crossflow {

std::optional<Date> date_of_option(const std::string& option, const std::string& text) {
  if (text.empty()) return {};
  Date date;
  if (parse_date(text, date)) return date;
  const OtherDate other = other_date(text);
  throw InputError({option, 0, 0}, "'" + text + "' " + other.is, date_form, other.iso);
}

}  // namespace crossflow
