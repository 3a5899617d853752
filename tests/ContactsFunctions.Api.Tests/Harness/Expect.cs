namespace ContactsFunctions.Api.Tests.Harness;

/// <summary>Assertions on whole answers; a failed one shows status and body.</summary>
internal static class Expect
{
    /// <summary>The answer has this status; gives it back.</summary>
    public static ApiAnswer Status(int status, ApiAnswer answer)
    {
        Assert.True(answer.Status == status, $"Expected {status}, got {answer}");
        Assert.NotNull(answer.Header("x-request-id"));
        return answer;
    }

    /// <summary>As <see cref="Status(int, ApiAnswer)"/>.</summary>
    public static async Task<ApiAnswer> Status(int status, Task<ApiAnswer> answer) => Status(status, await answer);

    /// <summary>The answer is a problem document (RFC 9457) of this status and code, with the message that the vendor's clients read.</summary>
    public static ApiAnswer Problem(int status, string code, ApiAnswer answer)
    {
        Assert.True((answer.Status, answer.Code) == (status, code), $"Expected {status} {code}, got {answer}");
        Assert.Equal("application/problem+json", answer.ContentType);
        Assert.NotNull(answer.Header("x-request-id"));
        Assert.Equal(status, answer["status"].Int);
        Assert.NotEqual("", answer["title"].ToString());
        Assert.False(string.IsNullOrEmpty(answer["message"]));
        Assert.Equal(answer["message"].ToString(), answer["detail"]);
        Assert.Equal(status == 409 && code != "idempotency_in_progress" ? "false" : null, answer.Header("x-should-retry"));
        return answer;
    }

    /// <summary>As <see cref="Problem(int, string, ApiAnswer)"/>.</summary>
    public static async Task<ApiAnswer> Problem(int status, string code, Task<ApiAnswer> answer) => Problem(status, code, await answer);
}
