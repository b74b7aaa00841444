// How the rows of a table lie in a file: each struct of rows says it in `layout`, beside which its columns are
// described once. See table_layout.hpp.
#pragma once

namespace crossflow::h5 {

template <class Row>
class Layout;

}  // namespace crossflow::h5
