namespace HandsOn.Workloads.Guestbook;

/// <summary>The page and its script: a form, the list of messages, and guestbook.php behind them.</summary>
internal static class GuestbookPages
{
    public const string Index = """
        <html ng-app="redis">
          <head>
            <title>Guestbook</title>
            <link rel="stylesheet" href="//netdna.bootstrapcdn.com/bootstrap/3.1.1/css/bootstrap.min.css">
            <script src="https://ajax.googleapis.com/ajax/libs/angularjs/1.2.12/angular.min.js"></script>
            <script src="controllers.js"></script>
          </head>
          <body ng-controller="RedisCtrl">
            <div style="width: 50%; margin-left: 20px">
              <h2>Guestbook</h2>
              <form>
                <fieldset>
                  <input ng-model="msg" placeholder="Messages" class="form-control" type="text" name="input"><br>
                  <button type="button" class="btn btn-primary" ng-click="controller.onRedis()">Submit</button>
                </fieldset>
              </form>
              <div>
                <div ng-repeat="msg in messages track by $index">{{msg}}</div>
              </div>
            </div>
          </body>
        </html>

        """;

    public static string NotFound(string server) => $"""
        <html><head>
        <title>404 Not Found</title>
        </head><body>
        <h1>Not Found</h1>
        <p>The requested URL was not found on this server.</p>
        <hr>
        <address>{server}</address>
        </body></html>

        """;

    public const string Script = """
        angular.module('redis', []).controller('RedisCtrl', function ($scope, $http) {
          const read = () => $http.get('guestbook.php?cmd=get&key=messages').success(reply => { $scope.messages = reply.data.split(','); });
          $scope.messages = [];
          $scope.controller = { onRedis: () => {
            const value = $scope.messages.concat([$scope.msg]).join();
            $scope.msg = '';
            $http.get('guestbook.php?cmd=set&key=messages&value=' + encodeURIComponent(value)).success(read);
          } };
          read();
        });

        """;
}
