package dev.yatagarasu.auth.openfga;

/** That a user has a relation to an object: a tuple of OpenFGA, or the question whether there is one. */
record TupleKey(String user, String relation, String object) {}
