# By role: readers and administrators may read everything, nobody else anything.
#   policy_path: roles/allow
package roles

default allow := false

allow if {
	some role in input.claims.roles
	role in {"reader", "admin"}
}
