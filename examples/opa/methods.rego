# By method: everybody who is known may see that an object is there and how large it is (HEAD); the scope "download" reads it.
#   policy_path: methods/allow
package methods

default allow := false

allow if {
	input.method == "HEAD"
	input.principal != null
}

allow if {
	input.method == "GET"
	"download" in split(input.claims.scope, " ")
}
