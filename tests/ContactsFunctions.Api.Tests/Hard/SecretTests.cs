using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Hard;

/// <summary>What a process prints, and what lies in its data folder, never holds a secret.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task No_secret_of_a_key_is_printed_or_stored_whatever_is_requested()
    {
        ApiFixture.NeedsOwnProcess();
        await using var host = await LocalHostProcess.StartAsync(null, "--new-key");
        var team = await ApiFixture.NewTeamAsync(host);
        var root = new ApiClient(host.BaseUrl, team.Id, host.RootKey);
        var made = await root.Post("/manage/teams/{team}/keys", """{"name":"Query","role":"viewer","allow_query_token":true}""");
        Assert.Equal(201, made.Status);
        ApiClient[] clients = [team.Admin, team.Member, team.Viewer, team.Admin.As(made["key"]), root, team.Admin.As(team.Admin.Key![..^2] + "00"), team.Admin.As("ck_x_y_" + SecretOf(team.Admin))];
        foreach (var function in RouteSamples.Functions.Select(f => f.Data))
        {
            var sample = await RouteSamples.PrepareAsync(function, team.Admin);
            foreach (var client in clients)
            {
                await client.Send(sample);
                await client.As(null).With("Authorization", $"Bearer {client.Key}").Send(sample);
                await RawHttp.SendAsync(host.BaseUrl, RawRequest.Of(sample, team.Id, client.Key).With("Content-Length", "abc"));
                await RawHttp.SendAsync(host.BaseUrl, RawRequest.Of(sample, team.Id, client.Key).With("Content-Length", "100000") with { Body = "{"u8.ToArray(), Closes = true });
            }
        }

        await team.Admin.Get($"/v2/prism/{{team}}/contact?token={team.Admin.Key}&q={SecretOf(team.Viewer)}");
        await team.Admin.As(null).Get($"/v2/prism/{team.Member.Key}/contact/by/{team.Viewer.Key}/{team.Admin.Key}");
        await RawHttp.SendAsync(host.BaseUrl, new RawRequest("GET", $"/%00{team.Admin.Key}", [("x-api-key", team.Admin.Key! + "\0")], null));
        string[] secrets = [.. new[] { team.Admin, team.Member, team.Viewer, team.Admin.As(made["key"]) }.Select(SecretOf), host.RootKey];

        await host.StopAsync();

        Assert.All(secrets, secret => Assert.DoesNotContain(secret, host.Output, StringComparison.Ordinal));
        Assert.All(LocalHostProcess.OnCosmos ? [] : Directory.GetFiles(host.Folder), file => AssertHoldsNone(file, [.. secrets, SecretIn(host.Output)]));
    }

    [Fact]
    public async Task A_request_that_fails_inside_prints_no_secret()
    {
        ApiFixture.NeedsOwnProcess();
        Assert.SkipWhen(LocalHostProcess.OnCosmos, "The fault is made in the SQLite file.");
        await using var host = await LocalHostProcess.StartAsync();
        var team = await ApiFixture.NewTeamAsync(host);
        var contact = await team.Admin.Post("/v2/prism/{team}/contact", """{"default":{"full_name":"Ada Lovelace"}}""");
        var told = host.Output.Length;

        // The file under the running process becomes something else.
        foreach (var file in Directory.GetFiles(host.Folder))
        {
            await File.WriteAllBytesAsync(file, [.. Enumerable.Repeat((byte)'x', 100_000)], TestContext.Current.CancellationToken);
        }

        ApiAnswer[] answers =
        [
            await team.Admin.Post("/v2/prism/{team}/contact", """{"default":{"full_name":"Grace Hopper"}}"""),
            await team.Member.Get($"/v2/prism/{{team}}/contact/{contact["id"]}"),
            await team.Viewer.Get("/v2/prism/{team}/contact?q=ada"),
        ];
        await host.KillAsync();

        Assert.Contains(answers, a => a.Status >= 500);
        Assert.All(answers.Where(a => a.Status >= 500), a =>
        {
            Assert.Equal("application/problem+json", a.ContentType);
            Assert.DoesNotContain(" at ", a.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(host.Folder, a.Text, StringComparison.Ordinal);
        });
        Assert.NotEqual(told, host.Output.Length);
        Assert.All(new[] { team.Admin, team.Member, team.Viewer }, c => Assert.DoesNotContain(SecretOf(c), host.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("Hopper", host.Output, StringComparison.Ordinal);
    }

    private static string SecretOf(ApiClient client) => client.Key!.Split('_')[^1];

    /// <summary>The secret of the key that the first start shows, in the block that shows it and nowhere else.</summary>
    private static string SecretIn(string output)
    {
        var start = output.IndexOf("ck_demo_", StringComparison.Ordinal);
        return start < 0 ? "there is none" : output[start..].Split(' ')[0].Split('_')[^1];
    }

    private static void AssertHoldsNone(string file, IEnumerable<string> secrets)
    {
        var bytes = File.ReadAllBytes(file).AsSpan();
        foreach (var secret in secrets)
        {
            Assert.True(bytes.IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) < 0, $"{file} holds a secret.");
        }
    }
}
