// `yes` in place of an effect's keys: the effect as it is unless said otherwise.
#pragma once

#include <memory>

#include "sim/scenario/record.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {

template <class Keys>
void takes_yes(Record<Keys>& record) {
  record.scalar(
      [](const Value& value, Reader& reader, Keys&) {
        bool yes = false;
        if (!types::yes_no()->read(value, reader, yes)) return false;
        return yes || reader.problem(value, reader.subject() + " is no", "yes; '~' takes the key away");
      },
      "yes");
}

}  // namespace crossflow
