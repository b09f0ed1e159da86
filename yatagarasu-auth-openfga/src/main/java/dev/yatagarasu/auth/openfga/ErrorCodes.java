package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.auth.http.JsonAnswer;
import java.net.URI;
import java.util.regex.Pattern;

/** What OpenFGA's errors mean to those who run it. */
final class ErrorCodes {
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,80}");

    private ErrorCodes() {}

    /** The code in an answer that is no success; empty if there is none that is fit for a log. */
    static String code(JsonAnswer answer) {
        return code(answer.body().path("code"));
    }

    private static String code(JsonNode code) {
        return code.isTextual() && CODE.matcher(code.textValue()).matches() ? code.textValue() : "";
    }

    /** A failure that says what to do. */
    static YatagarasuException failure(URI endpoint, JsonAnswer answer) {
        String code = code(answer);
        return new YatagarasuException("OpenFGA at " + endpoint + " answered " + answer.status()
                + (code.isEmpty() ? "" : " " + code) + "; " + advice(answer.status(), code));
    }

    /** The failure of one check of a batch. */
    static YatagarasuException failure(JsonNode error) {
        String code = code(error.path("input_error"));
        return new YatagarasuException("OpenFGA answered a batch without one of its checks"
                + (code.isEmpty() ? ": it failed" : ": " + code + "; " + advice(400, code)));
    }

    private static String advice(int status, String code) {
        return switch (code) {
            case "store_id_not_found" -> "it has no such store: check store_id";
            case "authorization_model_not_found" ->
                "there is no such model in the store: check authorization_model_id and store_id";
            case "latest_authorization_model_not_found" -> "the store is not there or has no model: check store_id";
            case "authorization_model_resolution_too_complex" ->
                "it gave up following folders and groups: lower parents.max_depth or raise its resolveNodeLimit";
            case "undefined_endpoint" -> "nothing of OpenFGA is there: check the path in endpoint";
            default -> advice(status);
        };
    }

    private static String advice(int status) {
        return switch (status) {
            case 400 -> "the model does not fit: check user_type, objects, relations and parents against it";
            case 401, 403 -> "it refused our token: check api_token or client_credentials";
            case 404 -> "check endpoint and store_id";
            case 429 -> "it is overloaded";
            default -> status >= 500 ? "it failed" : "is it OpenFGA? check endpoint";
        };
    }
}
